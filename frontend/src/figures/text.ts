/** Text in an SVG does not wrap by itself: its lines are laid out here, by estimated widths. */

const NARROW = /[iljtfrI.,:;'’“”"!|()[\]/ -]/;
const WIDE = /[mwMW%@—…]/;
const CAPITAL = /[A-ZÄÖÜ]/;

/** Marks that steer the direction of writing and take no room. */
const STEERING = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

function emOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x2e80) return 1.05;
  if (STEERING.test(character)) return 0;
  if (NARROW.test(character)) return 0.38;
  if (WIDE.test(character)) return 0.98;
  if (CAPITAL.test(character)) return 0.74;
  return 0.62;
}

/** The width of a text (px) at a font size (px), rather too wide than too narrow. */
export function widthOf(text: string, size: number): number {
  let ems = 0;
  for (const character of text) ems += emOf(character);
  return ems * size;
}

/** The longest beginning of a text that is at most `width` px wide, with an ellipsis if cut. */
export function shorten(text: string, width: number, size: number): string {
  if (widthOf(text, size) <= width) return text;
  const kept: string[] = [];
  let left = width - widthOf('…', size);
  for (const character of text) {
    left -= emOf(character) * size;
    if (left < 0) break;
    kept.push(character);
  }
  return kept.join('').trimEnd() + '…';
}

/** A word that is wider than a line, in pieces that are not. */
function pieces(word: string, width: number, size: number): string[] {
  const all: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece && widthOf(piece + character, size) > width) {
      all.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...all, piece];
}

/**
 * A text in at most `most` lines of at most `width` px at a font size (px).
 *
 * Breaks at white space, and within a word only where the word is wider than a line. What does
 * not fit is left out behind an ellipsis: whoever draws the lines gives the whole text beside.
 */
export function wrap(text: string, width: number, size: number, most: number): string[] {
  const words = text.trim().split(/\s+/).flatMap((word) => pieces(word, width, size));
  const lines: string[] = [];
  let line = '';
  for (const [at, word] of words.entries()) {
    const longer = line ? `${line} ${word}` : word;
    if (!line || widthOf(longer, size) <= width) {
      line = longer;
      continue;
    }
    if (lines.length === most - 1) {
      const rest = [line, ...words.slice(at)].join(' ');
      return [...lines, shorten(rest, width, size)];
    }
    lines.push(line);
    line = word;
  }
  return [...lines, line];
}

/** A name to put within a sentence: whatever its script, it turns no other word around. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
