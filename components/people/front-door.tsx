import type { ReactNode } from "react";
import { Brand } from "@/components/ui/brand";
import { translator } from "@/lib/i18n/translator";

/** A page before one is in: whose it is, one sheet, and a line beneath. */
export function FrontDoor({
  title,
  children,
  note,
}: {
  title: string;
  children: ReactNode;
  note?: ReactNode;
}) {
  const t = translator();
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-6 px-5 py-10">
      <Brand name={t("product.name")} claim={t("product.claim")} />
      <section className="w-full max-w-sm rounded-large border border-line bg-sheet p-6 shadow-sheet">
        <h1 className="mb-4 text-2xl">{title}</h1>
        {children}
      </section>
      {note && <p className="max-w-sm text-center text-[13px] text-muted">{note}</p>}
    </main>
  );
}
