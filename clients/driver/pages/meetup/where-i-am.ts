const WAIT_MS = 15_000

/** Where the browser says its reader is; null where it may not, or does not know. */
export const whereIAm = (): Promise<{ latitude: number; longitude: number } | null> =>
  new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => resolve({ latitude, longitude }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: WAIT_MS },
    )
  })
