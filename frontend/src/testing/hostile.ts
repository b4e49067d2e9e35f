/** Names that try to be more than text, or more than fits. */
export const HOSTILE: readonly string[] = [
  `He said "no" & 'yes' <img src=x onerror=alert(1)>`,
  '</script><script>alert(1)</script>',
  'بحيرة النور والسلام في الجنوب',
  'W'.repeat(300),
  'a name of many words '.repeat(15),
  '',
];
