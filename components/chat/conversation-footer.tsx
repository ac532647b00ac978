"use client";
import { useTranslations } from "use-intl";
import { ConversationComposer } from "./conversation-composer";
import type { ConversationPartProps } from "./message-list";
import type { CannedReplies } from "./replies/use-replies";

/** The composer, with what stands in its way said above it; what was typed stays in every case. */
export function ConversationFooter(props: ConversationPartProps & { canned: CannedReplies }) {
  const { state } = props;
  const t = useTranslations("chat");
  return (
    <footer className="px-3 pt-1 pb-3 md:px-5 md:pb-4">
      {state.liveness === "signed_out" && (
        <p role="alert" className="mb-2 rounded-medium bg-amber-soft px-3 py-2">
          {t("signedOut.text")}{" "}
          {/* In a new tab: this one keeps the text, and goes on by itself when one comes back to it. */}
          <a href="/sign-in" target="_blank" rel="noreferrer" className="font-semibold underline">
            {t("signedOut.link")}
          </a>
        </p>
      )}
      {state.liveness === "gone" && (
        <p role="alert" className="mb-2 rounded-medium bg-amber-soft px-3 py-2">
          {t("gone")}
        </p>
      )}
      <ConversationComposer {...props} />
    </footer>
  );
}
