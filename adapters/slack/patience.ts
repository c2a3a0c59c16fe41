/** Slack waits three seconds for what becomes of a form. */
export const patienceMs = 1_500;

export function later(ms: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, undefined).unref();
  });
}
