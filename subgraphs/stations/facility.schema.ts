import { builder } from './builder.ts'
import type { Access, Facility } from './tables.ts'

export const FacilityRef = builder.enumType('Facility', {
  description: "What is at a station or close to it: OCPI's Facility.",
  values: {
    HOTEL: { description: 'A hotel.' },
    RESTAURANT: { description: 'A restaurant.' },
    CAFE: { description: 'A café.' },
    MALL: { description: 'A mall or shopping centre.' },
    SUPERMARKET: { description: 'A supermarket.' },
    SPORT: { description: 'Sports grounds or a gym.' },
    RECREATION_AREA: { description: 'A recreation area.' },
    NATURE: { description: 'A park or nature.' },
    MUSEUM: { description: 'A museum.' },
    BIKE_SHARING: { description: 'Shared bicycles or scooters.' },
    BUS_STOP: { description: 'A bus stop.' },
    TAXI_STAND: { description: 'A taxi stand.' },
    TRAM_STOP: { description: 'A tram stop.' },
    METRO_STATION: { description: 'A metro station.' },
    TRAIN_STATION: { description: 'A train station.' },
    AIRPORT: { description: 'An airport.' },
    PARKING_LOT: { description: 'A parking lot.' },
    CARPOOL_PARKING: { description: 'A carpool parking.' },
    FUEL_STATION: { description: 'A fuel station.' },
    WIFI: { description: 'Wireless internet.' },
  } satisfies Record<Facility, object>,
})

export const AccessRef = builder.enumType('StationAccess', {
  description: 'Whom a station is for.',
  values: {
    PUBLIC: { description: 'Everybody.' },
    CUSTOMERS: { description: 'Customers of the place: guests of a hotel, shoppers.' },
    PRIVATE: { description: 'Nobody but those its operator knows. Searches and lists do not show it to others.' },
  } satisfies Record<Access, object>,
})
