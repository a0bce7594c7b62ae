import type { Generated, Selectable } from 'kysely'

interface PhoneNumber {
  user_id: string
  /** Sealed: see `phone-secret.ts`. */
  number: string
  number_hash: Buffer
  country: string
  ending: string
}
interface PhoneTable extends PhoneNumber {
  verified_at: Generated<Date>
}
interface PhoneCodeTable extends PhoneNumber {
  code_hash: Buffer
  tries: Generated<number>
  expires_at: Date
}

export interface SmsTables {
  phone: PhoneTable
  phone_code: PhoneCodeTable
  sms_count: { subject: string; day: Date; count: number }
  sms_counted: { id: string; at: Generated<Date> }
}
export type Phone = Selectable<PhoneTable>
export type PhoneCode = Selectable<PhoneCodeTable>
