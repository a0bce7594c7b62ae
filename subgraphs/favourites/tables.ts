import type { Generated, JSONColumnType, Kysely, Selectable, Transaction } from 'kysely'
import type { MessagingTables } from '#db/outbox.ts'
import type { ConnectorStatus } from '#lib/events.ts'

interface FavouriteTable {
  id: string
  user_id: string
  station_id: string
  note: string | null
  tell_when_free: boolean
  created_at: Generated<Date>
}

/** An EVSE with the numbers of its connectors. */
export interface Evse {
  number: number
  connectors: number[]
}

interface StationTable {
  id: string
  evses: JSONColumnType<Evse[]> | null
  evses_said: Generated<number>
  operator_id: string | null
  /** Nobody but its operator and its guests may know of it. */
  private: Generated<boolean>
  guests: Generated<string[]>
  online: boolean | null
  online_said: Generated<number>
  free_evses: Generated<number>
  free_changed_at: Date | null
}

interface ConnectorStatusTable {
  station_id: string
  evse_number: number
  connector_number: number
  status: ConnectorStatus
  said: number
}

export interface FavouritesTables extends MessagingTables {
  favourite: FavouriteTable
  station: StationTable
  connector_status: ConnectorStatusTable
}

export type Db = Kysely<FavouritesTables>
export type Trx = Transaction<FavouritesTables>
export type Station = Selectable<StationTable>
export type Report = Selectable<ConnectorStatusTable>
/** A favourite with what is known of its station. */
export type Favourite = Selectable<FavouriteTable> & Pick<Station, 'online' | 'free_evses' | 'free_changed_at'>
