/** Formats issues as GitHub Actions annotations (GitHub's "workflow commands" documentation). */
import { relative } from 'node:path'
import { type Issue, showEntry } from '../generator/index.js'

/**
 * @param definition where an issue without a place of its own belongs, as an absolute path
 * @returns a line for the log of a workflow, whose paths are relative to the checkout
 */
export function annotationOf(issue: Issue, definition?: string): string {
  const { severity, code, message, hint, location, path } = issue
  const root = process.env.GITHUB_WORKSPACE ?? process.cwd()
  const properties = {
    ...(location
      ? {
          file: relative(root, location.file),
          line: String(location.line),
          col: String(location.column),
        }
      : definition !== undefined && { file: relative(root, definition) }),
    title: [code, showEntry(path)].filter(Boolean).join(' '),
  }
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`)
  const text = hint === undefined ? message : `${message}\n${hint}`
  return `::${severity} ${list.join(',')}::${escapeData(text)}`
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
