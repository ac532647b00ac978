"use client";
import { Camera, Paperclip } from "lucide-react";
import { type ChangeEvent, useRef } from "react";
import { useTranslations } from "use-intl";
import { ACCEPT } from "@/lib/documents/kinds";

const BUTTON =
  "inline-flex size-10 shrink-0 cursor-pointer items-center justify-center rounded-medium text-muted hover:bg-blue-soft hover:text-ink";

/** Opens the browser's own dialog for files, and on a phone the camera. */
export function AttachButtons({
  onFiles,
  hasCamera,
}: {
  onFiles: (files: File[]) => void;
  hasCamera: boolean;
}) {
  const t = useTranslations("chat.attachments");
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const pick = ({ target }: ChangeEvent<HTMLInputElement>) => {
    onFiles([...(target.files ?? [])]);
    // The same file once more is a choice too.
    target.value = "";
  };
  return (
    <>
      <button
        type="button"
        aria-label={t("attach")}
        title={t("attach")}
        className={BUTTON}
        onClick={() => files.current?.click()}
      >
        <Paperclip aria-hidden="true" size={20} />
      </button>
      {/* There is no room for it beside what is typed. */}
      <button
        type="button"
        aria-label={t("photo")}
        className={`${BUTTON} -ml-2 md:hidden ${hasCamera ? "" : "hidden"}`}
        onClick={() => camera.current?.click()}
      >
        <Camera aria-hidden="true" size={20} />
      </button>
      <input ref={files} type="file" multiple hidden accept={ACCEPT} onChange={pick} />
      <input ref={camera} type="file" hidden accept="image/*" capture="environment" onChange={pick} />
    </>
  );
}
