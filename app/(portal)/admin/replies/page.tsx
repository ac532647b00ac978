import type { Metadata } from "next";
import { RefreshOn } from "@/components/live/refresh-on";
import { AdminHeading } from "@/components/people/admin-heading";
import { AddReplyButton } from "@/components/replies/add-reply-button";
import { ReplyCard } from "@/components/replies/reply-card";
import { Empty } from "@/components/ui/empty";
import { Retry } from "@/components/ui/retry";
import { translator } from "@/lib/i18n/translator";
import { currentPerson } from "@/lib/people/queries";
import { listReplies } from "@/lib/replies/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator((await currentPerson())?.locale)("replies.title") };
}

/** The answers that organisers give often, kept by all of them. */
export default async function RepliesPage() {
  const [person, replies] = await Promise.all([currentPerson(), listReplies()]);
  const t = translator(person?.locale);
  return (
    <>
      <RefreshOn nouns={["replies"]} />
      <AdminHeading title={t("replies.title")}>{replies.ok && <AddReplyButton />}</AdminHeading>
      <p className="max-w-[44rem] text-pretty text-muted">{t("replies.text")}</p>
      {!replies.ok && <Retry />}
      {replies.ok && replies.value.length === 0 && (
        <Empty title={t("replies.empty.title")} text={t("replies.empty.text")} />
      )}
      {replies.ok && replies.value.length > 0 && (
        <ul className="grid gap-3 lg:grid-cols-2">
          {replies.value.map((reply) => (
            <ReplyCard key={reply.id} reply={reply} />
          ))}
        </ul>
      )}
    </>
  );
}
