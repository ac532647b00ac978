import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageEditor } from "@/components/pages/page-editor";
import { translator } from "@/lib/i18n/translator";
import { currentPerson } from "@/lib/people/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator((await currentPerson())?.locale)("pages.form.new") };
}

/** The middleware has turned teams away; a page that is fetched ahead comes past it. */
export default async function NewPagePage() {
  const person = await currentPerson();
  if (person?.role !== "admin") notFound();
  return <PageEditor personId={person.id} page={null} freshId={randomUUID()} />;
}
