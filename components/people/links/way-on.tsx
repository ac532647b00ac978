"use client";
import Link from "next/link";
import { useTranslations } from "use-intl";

/** Where whoever has followed a link that opens nothing any more goes on. */
export function WayOn({
  again,
}: {
  /** Where another one is asked for, while that would help. */
  again: { path: "/reset-password" | "/sign-in/link"; text: string } | null;
}) {
  const t = useTranslations("mailedLink");
  return (
    <>
      {again && (
        // A whole new page: the token in this one's address is worth nothing any more.
        <a
          href={again.path}
          className="rounded-medium bg-blue px-4 py-2.5 text-center font-semibold text-on-blue"
        >
          {again.text}
        </a>
      )}
      <Link href="/sign-in" className="text-center font-medium text-blue hover:underline">
        {t("toSignIn")}
      </Link>
    </>
  );
}
