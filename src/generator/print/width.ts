/** Measures text in columns, as prettier does when it decides what fits on a line. */

/** East Asian Wide and Fullwidth, without those that are emoji. */
const wide = new RegExp(
  String.raw`[\p{Emoji_Presentation}\u1100-\u115f\u2329-\u232a\u2630-\u2637\u268a-\u268f` +
    String.raw`\u2e80-\u303e\u3041-\u3247\u3250-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff` +
    String.raw`\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{1b2fb}` +
    String.raw`\u{1d300}-\u{1d376}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]`,
  'u',
)
const zero = /[\p{Mn}\p{Me}\p{Cc}]/u

/**
 * @param text one line; emoji that are joined from several code points are not known here, as
 *   {@link stringLiteral} never writes one
 * @returns its width in columns
 */
export function textWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length
  let columns = 0
  for (const char of text) columns += zero.test(char) ? 0 : wide.test(char) ? 2 : 1
  return columns
}
