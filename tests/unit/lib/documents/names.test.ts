import { describe, expect, test } from "vitest";
import { extensionOf, kindOf } from "@/lib/documents/kinds";
import { downloadName } from "@/lib/documents/names";
import { MAX_BYTES, nameSchema, pathOf, refusalOfFile } from "@/lib/documents/schema";

describe("a name", () => {
  test.each([
    ["Roster.PDF", "pdf"],
    ["archive.tar.zip", "zip"],
    ["../../etc/passwd.docx", "docx"],
    [" spaced.csv ", "csv"],
    ["no extension", ""],
    ["folder.pdf/file", ""],
    [".pdf", "pdf"],
    ["ends with a dot.", ""],
  ])("%j ends with %j", (name, extension) => {
    expect(extensionOf(name)).toBe(extension);
  });

  test.each([
    ["Försäkring.pdf", "Försäkring.pdf"],
    ["Fo\u0308rsa\u0308kring.pdf", "Försäkring.pdf"],
    ["  roster.pdf\n", "roster.pdf"],
    ["photo\u202Egpj.exe.pdf", "photogpj.exe.pdf"],
    ["zero\u200Bwidth\u0000.pdf", "zerowidth.pdf"],
    ["../../x.pdf", "../../x.pdf"],
    ["<script>.pdf", "<script>.pdf"],
  ])("%j is kept as %j", (name, kept) => {
    expect(nameSchema.parse(name)).toBe(kept);
  });

  test("has 1 to 200 characters, as a person counts them", () => {
    expect(nameSchema.safeParse("🏒".repeat(200)).success).toBe(true);
    for (const name of ["", " ", "\u200B", "x".repeat(201)])
      expect(nameSchema.safeParse(name).success).toBe(false);
  });

  test.each([
    ["../../x.pdf", "---..-x.pdf"],
    ["Roster 2026.pdf", "Roster 2026.pdf"],
  ])("%j is downloaded as %j", (name, given) => {
    expect(downloadName(name)).toBe(given);
  });

  test("is downloaded as no path and no hidden file", () => {
    for (const name of ["../../x.pdf", "..\\x.pdf", "C:\\x.pdf", ".bashrc.txt", 'a"b.pdf'])
      expect(downloadName(name)).not.toMatch(/[/\\:"]|^\./);
  });
});

describe("a file", () => {
  test.each([
    ["roster.pdf", 1, null],
    ["roster.pdf", MAX_BYTES, null],
    ["roster.pdf", MAX_BYTES + 1, "too_large"],
    ["roster.pdf", 0, "empty"],
    ["page.html", 1, "kind"],
    ["logo.svg", 1, "kind"],
    ["setup.exe", 1, "kind"],
    ["macros.docm", 1, "kind"],
    ["roster.doc", 1, "kind"],
    ["constructor", 1, "kind"],
    ["x.constructor", 1, "kind"],
    ["roster", 1, "kind"],
    [" ", 1, "name"],
    [`${"x".repeat(200)}.pdf`, 1, "name"],
  ])("%s of %i bytes is refused for %j", (name, size, refusal) => {
    expect(refusalOfFile({ name, size })).toBe(refusal);
  });

  test("lies under ids alone", () => {
    expect(pathOf("a", "b")).toBe("a/b");
  });

  test("has the same kind by each of its names", () => {
    expect(kindOf("a.jpeg")).toBe(kindOf("a.jpg"));
    expect(kindOf("a.HEIF")).toBe(kindOf("a.heic"));
  });
});
