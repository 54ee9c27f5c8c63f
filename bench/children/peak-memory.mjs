/** Loaded into a measured process: at its end, tells how much memory it and its children have had. */
import { readFileSync, writeFileSync } from 'node:fs'

process.on('exit', () => writeFileSync(process.env.BENCH_PEAK_FILE, String(peak())))

function peak() {
  // `maxRSS` may be that of the process that started this one: it survives from before `exec`.
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024
  const { pid } = process
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').match(/\d+/g) ?? []
  return [pid, ...children].reduce((sum, each) => sum + highWaterMark(each), 0)
}

function highWaterMark(pid) {
  const [, kilobytes] = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(kilobytes) * 1024
}
