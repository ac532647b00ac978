"use client";
import { ImageOff } from "lucide-react";
import { type MouseEvent, useCallback, useState } from "react";
import { useTranslations } from "use-intl";
import type { MessageDocument } from "@/lib/chat/schema";
import { PictureDialog } from "./picture-dialog";

export type PictureDocument = MessageDocument & { width: number; height: number };

/** No picture takes more of a conversation, in pixels, nor so little that no thumb would meet it. */
const MAX_WIDTH = 420;
const MAX_HEIGHT = 320;
const MIN_SIDE = 48;

/** The address of a picture as a page shows it. */
export const pictureAddress = (id: string): string => `/api/documents/${id}?inline`;

/** A picture in a message, in its place before it has come; a click shows all of it. */
export function Picture({ picture }: { picture: PictureDocument }) {
  const t = useTranslations("chat.attachments");
  const [isOpen, setOpen] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const { id, name, width, height } = picture;
  // It may have failed before the page came to life.
  const look = useCallback((image: HTMLImageElement | null) => {
    if (image?.complete && image.naturalWidth === 0) setFailed(true);
  }, []);
  const open = (event: MouseEvent) => {
    // Who wants it in a tab of its own gets that.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    setOpen(true);
  };
  return (
    <>
      <a
        href={pictureAddress(id)}
        target="_blank"
        rel="noopener"
        aria-label={t("show", { name })}
        onClick={open}
        style={boxOf(width, height)}
        className="flex max-w-full items-center justify-center overflow-hidden rounded-medium border border-line bg-sheet"
      >
        {hasFailed ? (
          <span className="flex flex-col items-center gap-1 p-2 text-center text-[13px] text-muted">
            <ImageOff aria-hidden="true" size={20} />
            {t("notShown")}
          </span>
        ) : (
          // biome-ignore lint/performance/noImgElement: it is this reader's alone, and no server may keep a copy
          <img
            ref={look}
            src={pictureAddress(id)}
            alt={name}
            width={width}
            height={height}
            loading="lazy"
            decoding="async"
            onError={() => setFailed(true)}
            className="size-full object-cover"
          />
        )}
      </a>
      {isOpen && <PictureDialog picture={picture} onClose={() => setOpen(false)} />}
    </>
  );
}

/** As wide as it may be, and so high as that makes it: known before it is there. */
function boxOf(width: number, height: number) {
  const scale = Math.min(1, MAX_WIDTH / width, MAX_HEIGHT / height);
  const [shownWidth, shownHeight] = [width, height].map((side) =>
    Math.max(MIN_SIDE, Math.round(side * scale)),
  );
  return { width: shownWidth, aspectRatio: `${shownWidth} / ${shownHeight}` };
}
