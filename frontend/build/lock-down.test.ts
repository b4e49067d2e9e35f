import { expect, test } from 'vitest';

import { policy } from './lock-down';

test('only the script of the page may run, known by its hash; the data is no script', () => {
  const html =
    '<script type="application/json">1</script><script type="module" crossorigin>let a</script>';
  const [scripts] = policy(html).match(/script-src [^;]*/) ?? [];
  expect(scripts).toBe("script-src 'sha256-IfEXP/8HLuXoAiy0hZVrCAcjcLsZqYFpLOHDGj8enqE='");
  expect(policy(html)).toContain("default-src 'none'");
});
