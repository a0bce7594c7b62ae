import type { MeterSample } from '#lib/events.ts'
import { withFlags } from '../flags.ts'
import { advance, energyOf, flagsOf, type MeterState } from './meter.ts'
import type { Session } from '../tables.ts'

type Shown =
  | 'last_sample_at'
  | 'register_wh'
  | 'high_register_wh'
  | 'energy_wh'
  | 'power_w'
  | 'soc_percent'
  | 'soc_start_percent'
  | 'flags'
export type LiveView = Partial<Pick<Session, Shown>>

/** The live view after new samples; null if none of them is new. It never goes back in time. */
export function followed(session: Session, samples: readonly MeterSample[]): LiveView | null {
  const since = Math.max(
    session.started_at?.getTime() ?? 0,
    session.last_sample_at === null ? 0 : session.last_sample_at.getTime() + 1,
  )
  const fresh = samples.filter((sample) => Date.parse(sample.at) >= since).toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const newest = fresh.at(-1)
  if (!newest) return null
  let meter: MeterState = {
    // Without a reading at the start, the first sample counts as the start.
    startWh: session.meter_start_wh ?? (session.high_register_wh === null ? null : session.high_register_wh - session.energy_wh),
    registerWh: session.register_wh,
    highWh: session.high_register_wh,
    dropped: false,
    beyond: false,
  }
  for (const { registerWh } of fresh) if (registerWh !== undefined) meter = advance(meter, registerWh)
  const power = fresh.findLast((sample) => sample.powerW !== undefined)?.powerW
  const soc = fresh.findLast((sample) => sample.socPercent !== undefined)?.socPercent
  const firstSoc = fresh.find((sample) => sample.socPercent !== undefined)?.socPercent
  return {
    last_sample_at: new Date(newest.at),
    register_wh: meter.registerWh,
    high_register_wh: meter.highWh,
    energy_wh: energyOf(meter),
    ...(power !== undefined && { power_w: power }),
    ...(soc !== undefined && { soc_percent: soc, soc_start_percent: session.soc_start_percent ?? firstSoc ?? soc }),
    ...((meter.dropped || meter.beyond) && { flags: withFlags(session.flags, flagsOf(meter)) }),
  }
}
