import { expect, test } from "vitest";
import { sizeOfConfig, sizeOfLimit } from "../../../../../supabase/local/storage/sizes.ts";

test.each([
  [1_000, 1_000],
  ["3B", 3],
  ["30KB", 30_000],
  ["1.5mb", 1_500_000],
  ["20GB", 20_000_000_000],
])("a bucket's limit of %s is %i bytes", (limit, bytes) => {
  expect(sizeOfLimit(limit)).toBe(bytes);
});

test.each(["", "much", "20", "20 MB", "-1MB", "20MiB"])("%j is no limit of a bucket", (limit) => {
  expect(() => sizeOfLimit(limit)).toThrow("Invalid file size format");
});

test.each([
  ["50MiB", 52_428_800],
  ["50MB", 52_428_800],
  ["1GiB", 1_073_741_824],
  ["100", 100],
  ["10KB", 10_240],
])("%s in supabase/config.toml is %i bytes", (text, bytes) => {
  expect(sizeOfConfig(text)).toBe(bytes);
});

test.each(["", "much", "5 apples"])("%j in supabase/config.toml is none", (text) => {
  expect(sizeOfConfig(text)).toBeUndefined();
});
