import type { ClassifierDecoder } from '../networks/decoders.ts'
import type { Grey } from '../networks/grey.ts'
import { outputNamed, type OpenModel } from '../networks/open-model.ts'
import type { PixelBox } from '../networks/rectify.ts'
import { cutBox, CUTS } from './odometer-boxes.ts'
import { stripsOf } from './odometer-lines.ts'

/** What shows a reading: drums that turn, or digits that are lit. Each is misread in its own way. */
export const INSTRUMENTS = ['drums', 'lit'] as const
export type Instrument = (typeof INSTRUMENTS)[number]

/** The instrument in this box, if all of its cuts together leave little doubt. Null if they do, or without a model that tells. */
export async function instrumentOf(
  sorter: OpenModel<ClassifierDecoder> | null,
  photo: Grey,
  box: PixelBox,
): Promise<Instrument | null> {
  if (!sorter) return null
  const { input, decoder } = sorter.entry
  const strips = stripsOf(
    input,
    photo,
    CUTS.map((cut) => cutBox(box, cut)),
  )
  const { data } = outputNamed(await sorter.model.run({ [input.name]: strips }), decoder.output)
  const { labels } = decoder
  const share = (instrument: Instrument): number => {
    const at = labels.indexOf(instrument)
    return data.reduce((sum, value, i) => (i % labels.length === at ? sum + value : sum), 0) / CUTS.length
  }
  return INSTRUMENTS.find((instrument) => share(instrument) >= SURE) ?? null
}

/** Below it a reading counts as one of the instrument for which it is less sure. */
const SURE = 0.9
