/** What the compiler says of a project without errors; memory in bytes, times in ms. */
export function diagnosticsOf(
  folder: string,
  compiler?: string,
): {
  instantiations: number
  types: number
  memory: number
  check: number
  total: number
}
