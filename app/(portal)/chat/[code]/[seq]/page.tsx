import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { Conversation } from "../conversation";

const placeSchema = z.coerce.number().int().positive().max(2_147_483_647);

export async function generateMetadata({ params }: PageProps<"/chat/[code]/[seq]">): Promise<Metadata> {
  const { code, seq } = await params;
  return { title: `${code} #${seq}` };
}

/** A conversation where one of its messages is: what "#412" leads to. */
export default async function MessagePage({ params }: PageProps<"/chat/[code]/[seq]">) {
  const { code, seq } = await params;
  const place = placeSchema.safeParse(seq);
  if (!place.success) notFound();
  return <Conversation code={code} seq={place.data} />;
}
