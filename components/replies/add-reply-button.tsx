"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { ReplyDialog } from "./reply-dialog";

export function AddReplyButton() {
  const t = useTranslations("replies");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button className="min-h-12" onClick={() => setOpen(true)}>
        {t("add")}
      </Button>
      {isOpen && <ReplyDialog reply={null} onClose={() => setOpen(false)} />}
    </>
  );
}
