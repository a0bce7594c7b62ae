/** In the middle of Berlin; a degree of latitude is about 111,195 m. */
export const HERE = { latitude: 52.5219, longitude: 13.4132 }
export const north = (metres: number, from = HERE) => ({ ...from, latitude: from.latitude + metres / 111_195 })

export const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)
