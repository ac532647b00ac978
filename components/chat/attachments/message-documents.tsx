"use client";
import { Download } from "lucide-react";
import { useTranslations } from "use-intl";
import { FileIcon } from "@/components/documents/file-icon";
import { useSize } from "@/components/documents/use-size";
import type { MessageDocument } from "@/lib/chat/schema";
import { familyOf } from "@/lib/documents/kinds";
import { Picture, type PictureDocument } from "./picture";

/** What came with a message: pictures to be seen, and other files to be fetched. */
export function MessageDocuments({ documents }: { documents: readonly MessageDocument[] }) {
  const t = useTranslations("chat.attachments");
  if (documents.length === 0) return null;
  const pictures = documents.filter(isPicture);
  const files = documents.filter((document) => !isPicture(document));
  return (
    <div className="flex flex-col gap-1.5 py-1">
      {pictures.length > 0 && (
        <ul aria-label={t("pictures")} className="flex flex-wrap gap-1.5">
          {pictures.map((picture) => (
            <li key={picture.id} className="max-w-full">
              <Picture picture={picture} />
            </li>
          ))}
        </ul>
      )}
      {files.length > 0 && (
        <ul aria-label={t("files")} className="flex flex-col gap-1.5">
          {files.map((file) => (
            <li key={file.id}>
              <FileRow file={file} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function isPicture(document: MessageDocument): document is PictureDocument {
  return document.width !== null && document.height !== null;
}

function FileRow({ file }: { file: MessageDocument }) {
  const t = useTranslations("chat.attachments");
  const size = useSize();
  return (
    <a
      href={`/api/documents/${file.id}`}
      className="flex h-15 w-full max-w-[24rem] items-center gap-3 rounded-medium border border-line bg-sheet px-3 hover:bg-blue-soft"
    >
      <FileIcon family={familyOf(file.mime_type)} />
      <span className="flex min-w-0 flex-1 flex-col leading-snug">
        <span className="truncate font-medium" title={file.name}>
          <bdi>{file.name}</bdi>
        </span>
        <span className="text-[13px] text-muted">{size(file.size_bytes)}</span>
      </span>
      <Download role="img" aria-label={t("download")} size={18} className="shrink-0 text-muted" />
    </a>
  );
}
