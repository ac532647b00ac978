"use client";
import { Camera, FileUp } from "lucide-react";
import { type ChangeEvent, useRef } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { ACCEPT } from "@/lib/documents/kinds";

/** The ways to choose files: from the device, and on a phone with its camera. */
export function PickFiles({
  onPick,
  label,
  look = "primary",
  className = "",
  describedBy,
}: {
  onPick: (files: File[]) => void;
  /** What choosing from the device is called here. */
  label: string;
  look?: "primary" | "quiet";
  /** Of each button. */
  className?: string;
  /** The id of what says which files are taken. */
  describedBy?: string;
}) {
  const t = useTranslations("documents.upload");
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const pick = ({ target }: ChangeEvent<HTMLInputElement>) => {
    onPick([...(target.files ?? [])]);
    // The same file once more is a choice too.
    target.value = "";
  };
  const button = `inline-flex min-h-12 items-center justify-center gap-2 ${className}`;
  return (
    <>
      <Button
        look={look}
        className={button}
        aria-describedby={describedBy}
        onClick={() => files.current?.click()}
      >
        <FileUp aria-hidden="true" size={18} className="shrink-0" />
        {label}
      </Button>
      <Button look="quiet" className={`${button} md:hidden`} onClick={() => camera.current?.click()}>
        <Camera aria-hidden="true" size={18} className="shrink-0" />
        {t("photo")}
      </Button>
      <input ref={files} type="file" multiple hidden accept={ACCEPT} onChange={pick} data-testid="files" />
      <input
        ref={camera}
        type="file"
        hidden
        accept="image/*"
        capture="environment"
        onChange={pick}
        data-testid="camera"
      />
    </>
  );
}
