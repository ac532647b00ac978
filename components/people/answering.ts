import { unstable_rethrow } from "next/navigation";

/**
 * A form's action that answers also when the site does not, because there is no network, or the site was deployed anew
 * meanwhile: what was typed stays on the screen.
 */
export function answering<State>(
  action: (previous: State, form: FormData) => Promise<State>,
  unavailable: (previous: State, form: FormData) => NoInfer<State>,
) {
  return async (previous: State, form: FormData): Promise<State> => {
    try {
      return await action(previous, form);
    } catch (error) {
      // A redirect, which Next itself follows.
      unstable_rethrow(error);
      console.warn("The site did not answer", error);
      return unavailable(previous, form);
    }
  };
}
