/** What the design says about the existing generator, which is too large to be a dependency here. */

const figures = [
  ['`bp gen`, one changed definition', '17 × bare node'],
  ['`bp gen`, nothing changed', '17 × bare node: it always regenerates'],
  ['`bp gen`, 1,000 actions of 8 fields', '100 × bare node, 473 MB, 3,014 files'],
  ['types of a small plugin', '47,000 to 50,000 instantiations'],
  ['types of the handoff plugin', '208,000 instantiations'],
  ['a message to two handlers', '70 to 110 µs for each'],
  ['an action that reads a state', '14 to 23 µs'],
  ['an empty plugin, minified, gzip, without the client', '62 kB'],
]

/** @returns {Promise<import('../report.mjs').Section>} */
export async function existingTool() {
  return {
    title: 'The existing generator',
    about:
      'Quoted, not measured in this run: the design names these figures for `bp` 7.1 with SDK 7.2, on a machine like this one. All rows above compare with what was run beside them.',
    rows: figures.map(([what, measured]) => ({
      what,
      measured,
      against: '',
      ratio: '',
      budget: '',
    })),
  }
}
