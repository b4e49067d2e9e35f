<<<<<<< HEAD
/** Names that try to be more than text, or more than fits. */
export const HOSTILE: readonly string[] = [
  `He said "no" & 'yes' <img src=x onerror=alert(1)>`,
  '</script><script>alert(1)</script>',
  'بحيرة النور والسلام في الجنوب',
  'W'.repeat(300),
  'a name of many words '.repeat(15),
  '',
];
=======
import type { Picture } from '../picture';

const SCRIPT = `"><img src=x onerror="document.title='run'"><script>document.title='run'</script>`;
const RIGHT_TO_LEFT = 'مرحبا بالعالم';
const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

/** What a name may be, at its worst: markup, right to left, one word longer than a phone. */
export function HOSTILE(text: string): string {
  return `${text} ${SCRIPT} ${RIGHT_TO_LEFT} ${LONG}`;
}

/** Values that the page compares rather than shows. */
const KEPT = new Set(['id', 'kind', 'confidence', 'better', 'start', 'as_of', 'last', 'sure', 'country', 'host', 'url']);

/** A picture with every text that is shown made another. */
export function everywhere<T = Picture>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((item) => everywhere(item, change)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      KEPT.has(key) && (typeof item === 'string' || item === null) ? item : everywhere(item, change),
    ]),
  ) as T;
}
>>>>>>> 392fdbc (Check the page in CI: types, tests, the build that ships, and Chromium with axe, keyboard, phone, night and paper)
