import type { Metadata } from "next";
import { AdminHeading } from "@/components/people/admin-heading";
import { AuditTrail } from "@/components/people/audit/audit-trail";
import { Retry } from "@/components/ui/retry";
import { translator } from "@/lib/i18n/translator";
import { readAudit } from "@/lib/people/audit/queries";
import { auditQuerySchema } from "@/lib/people/audit/schema";
import { readDirectory } from "@/lib/people/directory/queries";
import { currentPerson } from "@/lib/people/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator((await currentPerson())?.locale)("people.audit.title") };
}

export default async function AuditPage({ searchParams }: PageProps<"/admin/people/audit">) {
  const query = auditQuerySchema.parse(await searchParams);
  const [page, directory, person] = await Promise.all([readAudit(query), readDirectory(), currentPerson()]);
  return (
    <>
      <AdminHeading title={translator(person?.locale)("people.audit.title")} />
      {page.ok && directory.ok ? (
        <AuditTrail page={page.value} query={query} directory={directory.value} />
      ) : (
        <Retry />
      )}
    </>
  );
}
