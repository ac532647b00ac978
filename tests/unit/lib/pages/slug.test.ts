import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import { slugSchema } from "@/lib/pages/schema";
import { slugOf } from "@/lib/pages/slug";

test.each([
  ["Arrival and accreditation", "arrival-and-accreditation"],
  ["  Zürich: Übersicht & Straßen! ", "zurich-ubersicht-strassen"],
  ["Jānis’ čaj, Łódź, Ærø", "janis-caj-lodz-aero"],
  ["FAQ (2nd edition)", "faq-2nd-edition"],
  ["New", "new-page"],
  ["Жеребьёвка", ""],
  ["—", ""],
])("of '%s' it is '%s'", (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});

test.prop([fc.string({ unit: "grapheme", maxLength: 200 })])(
  "whatever the title, it is one or nothing",
  (title) => {
    const slug = slugOf(title);
    if (slug !== "") expect(slugSchema.parse(slug)).toBe(slug);
  },
);
