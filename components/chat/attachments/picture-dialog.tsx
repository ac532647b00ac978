"use client";
import { Download, X } from "lucide-react";
import { createPortal } from "react-dom";
import { useTranslations } from "use-intl";
import { useSize } from "@/components/documents/use-size";
import { useModal } from "@/components/ui/use-modal";
import { type PictureDocument, pictureAddress } from "./picture";

const BUTTON =
  "inline-flex size-11 shrink-0 cursor-pointer items-center justify-center rounded-medium hover:bg-white/15 focus-visible:outline-white";

/** A picture as large as the screen allows. Escape, or a click beside it, closes. */
export function PictureDialog({ picture, onClose }: { picture: PictureDocument; onClose: () => void }) {
  const t = useTranslations("chat.attachments");
  const size = useSize();
  const modal = useModal(onClose);
  const { id, name, width, height, size_bytes } = picture;
  return createPortal(
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes, and so does the button
    <dialog
      {...modal}
      aria-label={name}
      onClick={({ target }) => {
        if (target instanceof Element && !target.closest("a, button, img, p")) onClose();
      }}
      className="m-0 h-dvh max-h-none w-screen max-w-none bg-rail text-white backdrop:bg-rail open:flex open:flex-col"
    >
      <div className="flex items-center gap-2 px-3 py-2 md:px-5">
        <p className="min-w-0 flex-1 truncate">
          <bdi>{name}</bdi> <span className="text-[13px] text-on-rail">· {size(size_bytes)}</span>
        </p>
        <a href={`/api/documents/${id}`} aria-label={t("download")} title={t("download")} className={BUTTON}>
          <Download aria-hidden="true" size={20} />
        </a>
        <button type="button" aria-label={t("close")} title={t("close")} onClick={onClose} className={BUTTON}>
          <X aria-hidden="true" size={22} />
        </button>
      </div>
      <div className="flex min-h-0 flex-1 items-center justify-center p-2 pt-0 md:p-6 md:pt-0">
        {/* biome-ignore lint/performance/noImgElement: it is this reader's alone, and no server may keep a copy */}
        <img
          src={pictureAddress(id)}
          alt={name}
          width={width}
          height={height}
          className="h-auto max-h-full w-auto max-w-full object-contain"
        />
      </div>
    </dialog>,
    document.body,
  );
}
