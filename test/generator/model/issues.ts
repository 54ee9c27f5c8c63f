/** What is wrong with a definition, as lines that a table can hold. */
import { checkSchedules, toModel } from '../../../src/generator/model/index.js'

/** @returns for each issue `severity code path` */
export async function issuesOf(definition: object): Promise<string[]> {
  const { issues, schedules } = toModel({ name: 'plugin', version: '1.0.0', ...definition })
  return [...issues, ...(await checkSchedules(schedules))].map(
    ({ severity, code, path }) => `${severity} ${code} ${path.join('.')}`,
  )
}
