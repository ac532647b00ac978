/**
 * What can be handed in, by the end of a file's name. Everything a team is asked for comes as one of these, and of each it
 * can be told from the content alone whether it is one. Left out on purpose: html and svg, which run scripts where they are
 * opened; the Office formats from before 2007 and those with macros; everything that is a program.
 */
const KINDS = {
  pdf: { name: "PDF", family: "text", mimeType: "application/pdf" },
  docx: {
    name: "Word",
    family: "text",
    mimeType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  },
  xlsx: {
    name: "Excel",
    family: "table",
    mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  },
  pptx: {
    name: "PowerPoint",
    family: "text",
    mimeType: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  },
  odt: { name: "OpenDocument text", family: "text", mimeType: "application/vnd.oasis.opendocument.text" },
  ods: {
    name: "OpenDocument table",
    family: "table",
    mimeType: "application/vnd.oasis.opendocument.spreadsheet",
  },
  csv: { name: "CSV", family: "table", mimeType: "text/csv" },
  txt: { name: "text", family: "text", mimeType: "text/plain" },
  jpg: { name: "JPEG", family: "image", mimeType: "image/jpeg" },
  png: { name: "PNG", family: "image", mimeType: "image/png", inside: ["image/apng"] },
  webp: { name: "WebP", family: "image", mimeType: "image/webp" },
  heic: {
    name: "HEIC",
    family: "image",
    mimeType: "image/heic",
    inside: ["image/heif", "image/heic-sequence", "image/heif-sequence"],
  },
  mp3: { name: "MP3", family: "audio", mimeType: "audio/mpeg" },
  m4a: { name: "M4A", family: "audio", mimeType: "audio/mp4", inside: ["audio/x-m4a", "video/mp4"] },
  wav: { name: "WAV", family: "audio", mimeType: "audio/wav" },
  mp4: { name: "MP4", family: "video", mimeType: "video/mp4", inside: ["video/x-m4v"] },
  mov: { name: "QuickTime", family: "video", mimeType: "video/quicktime", inside: ["video/mp4"] },
  zip: { name: "ZIP", family: "archive", mimeType: "application/zip" },
} as const satisfies Record<string, Kind>;

export type Family = "text" | "table" | "image" | "audio" | "video" | "archive";

export type Kind = {
  /** As a sentence calls it. */
  name: string;
  family: Family;
  /** As which it is stored and given out, whatever a browser calls it. */
  mimeType: string;
  /** What its content may be found to be besides. */
  inside?: readonly string[];
};

const ALIASES: Record<string, keyof typeof KINDS> = {
  jpeg: "jpg",
  jpe: "jpg",
  heif: "heic",
  m4v: "mp4",
  text: "txt",
};

/** "pdf" of "Roster.PDF"; empty where there is none. */
export function extensionOf(name: string): string {
  return /\.([^./\\]+)$/.exec(name.trim())?.[1]?.toLowerCase() ?? "";
}

/** What a file says by its name that it is; null for what nobody can hand in. */
export function kindOf(name: string): Kind | null {
  const extension = extensionOf(name);
  const kinds = new Map<string, Kind>(Object.entries(KINDS));
  return kinds.get(ALIASES[extension] ?? extension) ?? null;
}

export function familyOf(mimeType: string): Family {
  return Object.values(KINDS).find((kind) => kind.mimeType === mimeType)?.family ?? "text";
}

const SHOWN: readonly string[] = [KINDS.jpg.mimeType, KINDS.png.mimeType, KINDS.webp.mimeType];

/** Whether every browser shows it by itself, as a picture in a page. */
export const isShown = (mimeType: string): boolean => SHOWN.includes(mimeType);

/** For the browser's own dialog: by the ends of names, and pictures by their type too, or a phone offers no photos. */
export const ACCEPT = [
  ...Object.keys(KINDS).map((extension) => `.${extension}`),
  ...Object.keys(ALIASES).map((extension) => `.${extension}`),
  "image/jpeg",
  "image/png",
  "image/webp",
].join(",");

/** As the bucket allows them. */
export const MIME_TYPES: readonly string[] = Object.values(KINDS).map(({ mimeType }) => mimeType);
