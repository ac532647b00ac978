import { crc32 } from "node:zlib";

/** The beginnings by which files are known, and enough after them to be a file. */
const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(
    parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part))),
  );
const ftyp = (brand: string) =>
  bytes([0, 0, 0, 24], "ftyp", brand, [0, 0, 0, 0], "isom", brand, [0, 0, 0, 8], "mdat");

/** A ZIP archive of these files, stored as they are, in their order. */
export function zip(files: Record<string, string | Buffer>): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const data = Buffer.from(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([bytes("PK", [3, 4]), common, Buffer.from(name), data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    entries.push(Buffer.concat([bytes("PK", [1, 2], [20, 0]), common, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, bytes("PK", [5, 6]), end]);
}

const PARTS = {
  docx: ["wordprocessingml.document.main", "word/document.xml"],
  xlsx: ["spreadsheetml.sheet.main", "xl/workbook.xml"],
  pptx: ["presentationml.presentation.main", "ppt/presentation.xml"],
} as const;

/** As Office writes it, or with the list of contents at the end, as others do. */
export function office(
  kind: keyof typeof PARTS,
  { isListedLast = false, first = {} }: { isListedLast?: boolean; first?: Record<string, Buffer> } = {},
): Buffer {
  const [type, part] = PARTS[kind];
  const list = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/></Types>`;
  const contents = {
    "_rels/.rels": "<Relationships/>",
    [part]: "<document/>",
    "word/media/image1.png": bytes([0x89], "PNG"),
  };
  return zip({
    ...first,
    ...(isListedLast ? contents : {}),
    "[Content_Types].xml": list,
    ...contents,
  });
}

/** One of each kind that can be handed in, by the end of its name. */
export const files: Record<string, Buffer> = {
  pdf: bytes("%PDF-1.7\n%", [0xe2, 0xe3, 0xcf, 0xd3], "\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"),
  docx: office("docx"),
  xlsx: office("xlsx"),
  pptx: office("pptx"),
  odt: zip({ mimetype: "application/vnd.oasis.opendocument.text", "content.xml": "<office/>" }),
  ods: zip({ mimetype: "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<office/>" }),
  csv: Buffer.from("Name;Number;Position\nLindqvist;21;Goalie\nNyström;4;Defence\n"),
  txt: Buffer.from("We land at 18:25 <SK 605>, and are 31.\n"),
  jpg: bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], "JFIF", [0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9]),
  png: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
  webp: bytes(
    "RIFF",
    [26, 0, 0, 0],
    "WEBPVP8L",
    [13, 0, 0, 0, 47, 0, 0, 0, 16, 7, 16, 17, 17, 136, 136, 254, 7, 0],
  ),
  heic: ftyp("heic"),
  mp3: bytes(
    "ID3",
    [4, 0, 0, 0, 0, 0, 0],
    [0xff, 0xfb, 0x90, 0x64],
    "\0".repeat(413),
    [0xff, 0xfb, 0x90, 0x64],
  ),
  m4a: ftyp("M4A "),
  wav: bytes(
    "RIFF",
    [36, 0, 0, 0],
    "WAVEfmt ",
    [16, 0, 0, 0, 1, 0, 1, 0, 68, 172, 0, 0, 136, 88, 1, 0, 2, 0, 16, 0],
    "data",
    [0, 0, 0, 0],
  ),
  mp4: ftyp("isom"),
  mov: ftyp("qt  "),
  zip: zip({ "photos/one.txt": "one" }),
};

/** What nobody may hand in, whatever it is called. */
export const lies: Record<string, Buffer> = {
  html: Buffer.from("<!doctype html><title>Roster</title><script>alert(1)</script>"),
  "html after a blank line and a mark": Buffer.from("\ufeff\n\n  <HTML><body onload=alert(1)>"),
  svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  "svg with a declaration": Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
  script: Buffer.from("<script>alert(1)</script>"),
  exe: bytes("MZ", [0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff], "\0".repeat(64), "PE\0\0"),
  "shell script": Buffer.from("#!/bin/sh\necho roster\n"),
  noise: bytes([7, 0, 1, 2, 250, 3, 0, 4]),
};
