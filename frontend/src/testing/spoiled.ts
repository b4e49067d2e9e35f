const SCRIPT = `"><img src=x onerror="document.title='run'"><script>document.title='run'</script>`;
const RIGHT_TO_LEFT = 'مرحبا بالعالم';
const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

/** Values that the page compares rather than shows. */
const KEPT = new Set([
  ...['id', 'kind', 'confidence', 'better', 'start', 'as_of', 'last', 'sure', 'country', 'host'],
  'url',
]);

/**
 * A picture in which every text that is shown carries markup that wants to run, words from right to
 * left, and one word longer than a phone is wide.
 */
export function spoiled<T>(value: T): T {
  if (typeof value === 'string') return `${value} ${SCRIPT} ${RIGHT_TO_LEFT} ${LONG}` as T;
  if (Array.isArray(value)) return value.map((item) => spoiled(item as unknown)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [
      key,
      KEPT.has(key) && typeof item === 'string' ? item : spoiled(item),
    ]),
  ) as T;
}
