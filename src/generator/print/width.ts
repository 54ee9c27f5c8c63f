/** Measures text in columns, as prettier does when it decides what fits on a line. */

/** East Asian Wide and Fullwidth of Unicode 17, and the other emoji that prettier has as wide. */
const wideRanges =
  String.raw`\u1100-\u115f\u231a-\u231b\u2329-\u232a\u23e9-\u23ec\u23f0\u23f3\u25fd-\u25fe` +
  String.raw`\u2614-\u2615\u261d\u2630-\u2637\u2648-\u2653\u267f\u268a-\u268f\u2693\u26a1` +
  String.raw`\u26aa-\u26ab\u26bd-\u26be\u26c4-\u26c5\u26ce\u26d4\u26ea\u26f2-\u26f3\u26f5` +
  String.raw`\u26f9-\u26fa\u26fd\u2705\u270a-\u270d\u2728\u274c\u274e\u2753-\u2755\u2757` +
  String.raw`\u2795-\u2797\u27b0\u27bf\u2b1b-\u2b1c\u2b50\u2b55\u2e80-\u2e99\u2e9b-\u2ef3` +
  String.raw`\u2f00-\u2fd5\u2ff0-\u303e\u3041-\u3096\u3099-\u30ff\u3105-\u312f\u3131-\u318e` +
  String.raw`\u3190-\u31e5\u31ef-\u321e\u3220-\u3247\u3250-\ua48c\ua490-\ua4c6\ua960-\ua97c` +
  String.raw`\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe52\ufe54-\ufe66\ufe68-\ufe6b` +
  String.raw`\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{16fe4}\u{16ff0}-\u{16ff6}\u{17000}-\u{18cda}` +
  String.raw`\u{18cff}-\u{18d20}\u{18d80}-\u{18df2}\u{18e00}-\u{19191}\u{191a0}-\u{191d2}` +
  String.raw`\u{1aff0}-\u{1aff3}\u{1aff5}-\u{1affb}\u{1affd}-\u{1affe}\u{1b000}-\u{1b128}` +
  String.raw`\u{1b132}\u{1b150}-\u{1b152}\u{1b155}\u{1b164}-\u{1b168}\u{1b170}-\u{1b2fb}` +
  String.raw`\u{1d300}-\u{1d356}\u{1d360}-\u{1d376}\u{1f004}\u{1f0cf}\u{1f18e}\u{1f191}-\u{1f19a}` +
  String.raw`\u{1f1ae}\u{1f200}-\u{1f202}\u{1f210}-\u{1f23b}\u{1f240}-\u{1f248}` +
  String.raw`\u{1f250}-\u{1f251}\u{1f260}-\u{1f265}\u{1f300}-\u{1f320}\u{1f32d}-\u{1f335}` +
  String.raw`\u{1f337}-\u{1f37c}\u{1f37e}-\u{1f393}\u{1f3a0}-\u{1f3cc}\u{1f3cf}-\u{1f3d3}` +
  String.raw`\u{1f3e0}-\u{1f3f0}\u{1f3f4}\u{1f3f8}-\u{1f43e}\u{1f440}\u{1f442}-\u{1f4fc}` +
  String.raw`\u{1f4ff}-\u{1f53d}\u{1f54b}-\u{1f54e}\u{1f550}-\u{1f567}\u{1f574}-\u{1f575}` +
  String.raw`\u{1f57a}\u{1f590}\u{1f595}-\u{1f596}\u{1f5a4}\u{1f5fb}-\u{1f64f}\u{1f680}-\u{1f6c5}` +
  String.raw`\u{1f6cc}\u{1f6d0}-\u{1f6d2}\u{1f6d5}-\u{1f6d9}\u{1f6dc}-\u{1f6df}` +
  String.raw`\u{1f6eb}-\u{1f6ec}\u{1f6f4}-\u{1f6fc}\u{1f7da}\u{1f7e0}-\u{1f7eb}\u{1f7f0}` +
  String.raw`\u{1f90c}-\u{1f93a}\u{1f93c}-\u{1f945}\u{1f947}-\u{1f9ff}\u{1fa70}-\u{1fa7c}` +
  String.raw`\u{1fa80}-\u{1fac6}\u{1fac8}\u{1facc}-\u{1fadd}\u{1fadf}-\u{1faeb}` +
  String.raw`\u{1faef}-\u{1fafa}\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}`
const wide = new RegExp(`[${wideRanges}]`, 'u')
const zero = /[\p{Mn}\p{Me}\p{Cc}]/u

/**
 * @param text one line of code; emoji that are joined from several code points are not known here,
 *   as no literal is written with one
 * @returns its width in columns
 */
export function textWidth(text: string): number {
  if (/^[\x20-\x7f]*$/.test(text)) return text.length
  let columns = 0
  for (const char of text) columns += zero.test(char) ? 0 : wide.test(char) ? 2 : 1
  return columns
}
