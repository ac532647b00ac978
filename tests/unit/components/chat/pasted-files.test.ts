import { expect, test } from "vitest";
import { pastedFiles } from "@/components/chat/composer/pasted-files";

const pasted = (files: File[], types: string[] = ["Files"]) =>
  pastedFiles({ files: files as unknown as FileList, types }, "Pasted picture").map(({ name }) => name);

test("a picture without a name gets one, and keeps its kind; a file keeps its own", () => {
  const files = [new File(["x"], "image.png", { type: "image/png" }), new File(["x"], "Roster.pdf")];
  expect(pasted(files)).toEqual(["Pasted picture.png", "Roster.pdf"]);
});

test("a text that brings a picture of itself is a text; a picture from a page, and a file with its name, are files", () => {
  const files = [new File(["x"], "image.png", { type: "image/png" })];
  expect(pasted(files, ["text/plain", "text/html", "text/rtf", "Files"])).toEqual([]);
  expect(pasted(files, ["text/html", "Files"])).toEqual(["Pasted picture.png"]);
  expect(pasted(files, ["text/plain", "Files"])).toEqual(["Pasted picture.png"]);
});
