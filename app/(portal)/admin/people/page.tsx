import type { Metadata } from "next";
import { AdminHeading } from "@/components/people/admin-heading";
import { DirectoryView } from "@/components/people/directory/directory-view";
import { InviteButton } from "@/components/people/invitations/invite-button";
import { OpenInvitations } from "@/components/people/invitations/open-invitations";
import { Retry } from "@/components/ui/retry";
import { translator } from "@/lib/i18n/translator";
import { readDirectory } from "@/lib/people/directory/queries";
import { listOpenInvitations } from "@/lib/people/invitations/queries";
import { currentPerson } from "@/lib/people/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator((await currentPerson())?.locale)("people.title") };
}

export default async function PeoplePage() {
  const [person, directory, invitations] = await Promise.all([
    currentPerson(),
    readDirectory(),
    listOpenInvitations(),
  ]);
  const title = translator(person?.locale)("people.title");
  if (!person || !directory.ok || !invitations.ok)
    return (
      <>
        <AdminHeading title={title} />
        <Retry />
      </>
    );
  return (
    <>
      <AdminHeading title={title}>
        <InviteButton teams={directory.value.teams} />
      </AdminHeading>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <DirectoryView directory={directory.value} readerId={person.id} awaited={invitations.value.length} />
        <OpenInvitations invitations={invitations.value} directory={directory.value} />
      </div>
    </>
  );
}
