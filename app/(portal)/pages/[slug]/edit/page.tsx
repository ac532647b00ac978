import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageEditor } from "@/components/pages/page-editor";
import { Retry } from "@/components/ui/retry";
import { translator } from "@/lib/i18n/translator";
import { readPage } from "@/lib/pages/queries";
import { currentPerson } from "@/lib/people/queries";
import { refuse } from "../refuse";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator((await currentPerson())?.locale)("pages.edit") };
}

/** The middleware has turned teams away; a page that is fetched ahead comes past it. */
export default async function EditPagePage({ params }: PageProps<"/pages/[slug]/edit">) {
  const person = await currentPerson();
  if (person?.role !== "admin") notFound();
  const read = await readPage((await params).slug);
  if (!read.ok) {
    refuse(read);
    return <Retry />;
  }
  const page = read.value;
  return <PageEditor key={page.id} personId={person.id} page={page} freshId={page.id} />;
}
