import { refusal } from '#lib/errors.ts'

export const refuse = refusal<
  | 'CONCURRENT_SESSIONS'
  | 'CONNECTOR_BUSY'
  | 'CONNECTOR_UNAVAILABLE'
  | 'STATION_OFFLINE'
  | 'ID_TOKEN_UNUSABLE'
  | 'START_PENDING'
  | 'STILL_CHARGING'
>
