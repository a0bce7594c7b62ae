import type { ClassifierDecoder, CtcDecoder, EastDecoder } from '../networks/decoders.ts'
import type { OpenModel } from '../networks/open-model.ts'

export interface OdometerModels {
  reader: OpenModel<CtcDecoder>
  finder: OpenModel<EastDecoder> | null
  /** Tells drums from digits that are lit. */
  sorter: OpenModel<ClassifierDecoder> | null
}
