import "server-only";
import { lookup } from "node:dns";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { LookupFunction } from "node:net";
import { isPublicAddress } from "./addresses";
import { isPushEndpoint } from "./endpoint";
import { relayFor } from "./relay";

/** A push service that takes longer is asked again later. */
const ANSWER_WITHIN_MS = 10_000;

export type Posted = { status: number; retryAfter: string | undefined };

/**
 * Posts an encrypted message to a push service, and follows it nowhere else. The address came from a browser: whatever
 * its name leads to is looked at as the connection is made, so that nobody can point the site at a network of its own.
 * @throws when the address is none of the public internet, or does not answer
 */
export function postToPushService(
  endpoint: string,
  headers: Record<string, string | number>,
  body: Buffer | null,
): Promise<Posted> {
  const relay = relayFor(endpoint);
  if (!relay && !isPushEndpoint(endpoint)) throw new Error("Not the address of a push service");
  const start = relay ? httpRequest : httpsRequest;
  return new Promise((resolve, reject) => {
    const request = start(
      relay ?? endpoint,
      {
        method: "POST",
        headers,
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        ...(!relay && { lookup: lookupPublic }),
      },
      (response) => {
        // Only what it is called counts; the rest is read so that the connection can end.
        response.resume();
        response.on("error", reject);
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, retryAfter: response.headers["retry-after"] }),
        );
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, "", 4);
    const refused = addresses.find(({ address }) => !isPublicAddress(address));
    const [first] = addresses;
    if (refused || !first)
      return callback(new Error(`${hostname} leads to ${refused?.address ?? "nowhere"}`), "", 4);
    if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};
