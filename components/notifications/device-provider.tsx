"use client";
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { useLive } from "@/components/live/live-provider";
import { removeEndpoint } from "@/lib/notifications/push/actions";
import { createDevice, type Device, type Saved, type Subscription } from "@/lib/notifications/push/device";
import { thisBrowser } from "@/lib/notifications/push/this-browser";
import { Popups } from "./popups";

const DeviceContext = createContext<Device | null>(null);

/** This browser, as a device that may show notifications beside its pages. */
export function useDevice(): Device {
  const device = useContext(DeviceContext);
  if (!device) throw new Error("useDevice needs the DeviceProvider of the portal's layout");
  return device;
}

export function useDeviceState() {
  const device = useDevice();
  return useSyncExternalStore(device.subscribe, device.getState, device.getState);
}

/** Mounted once, in the portal's layout. @param publicKey null where nothing is pushed */
export function DeviceProvider({ publicKey, children }: { publicKey: string | null; children: ReactNode }) {
  const { site } = useLive();
  const [device] = useState(() =>
    createDevice({
      browser: thisBrowser(site.personId),
      publicKey,
      save: (subscription, known) => save(site, subscription, known),
      remove: (endpoint) => removeEndpoint({ endpoint }),
    }),
  );
  useEffect(() => device.start(), [device]);
  return (
    <DeviceContext value={device}>
      {children}
      <Popups />
    </DeviceContext>
  );
}

async function save(
  site: ReturnType<typeof useLive>["site"],
  { endpoint, p256dh, auth }: Subscription,
  known: string | null,
): Promise<Saved> {
  try {
    const post = { endpoint, keys: { p256dh, auth }, ...(known !== null && { known }) };
    const { status } = await site.ask("/api/push", { post });
    if (status === 404) return "removed";
    return status === 200 ? "saved" : "failed";
  } catch (error) {
    console.warn("This device could not be saved", error);
    return "failed";
  }
}
