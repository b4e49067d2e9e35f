/** Text in lines, for SVG breaks none by itself. */

import { breadthOf } from './labels';

/** Where a line may end: not at a space that holds a number to its word. */
const BREAK = /[^\S\u00a0]+/;

/** Lines of at most `width` pixels; a word that is longer is cut. */
export function wrap(text: string, width: number, size: number): string[] {
  const letters = Math.max(4, Math.floor(width / breadthOf('x', size)));
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(BREAK).flatMap((word) => pieces(word, letters))) {
    const longer = line ? `${line} ${word}` : word;
    if ([...longer].length <= letters) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return line || !lines.length ? [...lines, line] : lines;
}

function pieces(word: string, most: number): string[] {
  const letters = [...word];
  if (letters.length <= most) return [word];
  const out: string[] = [];
  for (let i = 0; i < letters.length; i += most) out.push(letters.slice(i, i + most).join(''));
  return out;
}
