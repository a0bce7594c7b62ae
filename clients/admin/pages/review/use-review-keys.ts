import { useNamedKeys } from '../../../web/keys/use-keys.ts'
import { useTexts } from '../../texts/index.ts'

/** What a reviewer does by keys alone, for the list behind `?`. */
export function useReviewKeys(): void {
  const { review: texts } = useTexts()
  useNamedKeys(
    (['a', 'r', 'e', 'k', 'm', 'w', 't', 's', 'z', 'digits', 'space'] as const).map((key) => ({
      key: texts.keyNames[key],
      does: texts.keyMeanings[key],
    })),
  )
}
