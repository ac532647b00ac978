import {
  FileArchive,
  FileAudio,
  FileImage,
  FileSpreadsheet,
  FileText,
  FileVideo,
  type LucideIcon,
} from "lucide-react";
import type { Family } from "@/lib/documents/kinds";

const ICONS: Record<Family, LucideIcon> = {
  text: FileText,
  table: FileSpreadsheet,
  image: FileImage,
  audio: FileAudio,
  video: FileVideo,
  archive: FileArchive,
};

/** What kind of file it is, on a small sheet; its name says so too. */
export function FileIcon({ family }: { family: Family }) {
  const Icon = ICONS[family];
  return (
    <span
      aria-hidden="true"
      className="inline-flex size-10 shrink-0 items-center justify-center rounded-small bg-blue-soft text-blue"
    >
      <Icon size={20} strokeWidth={1.8} />
    </span>
  );
}
