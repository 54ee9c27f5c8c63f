/**
 * Watches a project in this process, changes its definition again and again, and tells how long (in
 * ms) it took each time until the new files were written.
 *
 * Usage: node watch.mjs <the generator's module> <definition file> <how often>
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'

const [generator, file, times] = process.argv.slice(2)
const { watch } = await import(pathToFileURL(generator).href)
const text = readFileSync(file, 'utf8')
const samples = []
let began

const watcher = watch({ path: dirname(file) }, (report) => {
  if (report.status === 'failed') throw new Error(JSON.stringify(report.issues))
  if (began !== undefined && report.status === 'written') samples.push(performance.now() - began)
  if (samples.length === Number(times)) void watcher.close()
  // Not at once: an author's next change comes when the watch has long gone back to sleep, and has a
  // thread ready (which takes a few hundred milliseconds on a slow machine).
  else setTimeout(change, 1000)
})

function change() {
  began = performance.now()
  writeFileSync(file, text.replace(/title: '[^']*'/, `title: 'Seen ${samples.length}'`))
}

await watcher.done
process.stdout.write(JSON.stringify(samples))
