import { Link } from '@tanstack/react-router'
import { View } from '../../../web/graph/view.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { useHere } from '../../../web/session/use-here.ts'
import { Button, buttonClass } from '../../../web/ui/button.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { RemoveFavouriteDocument, SaveFavouriteDocument, StationFavouriteDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

/** Marks a station as a favourite, or takes the mark away. Nobody else sees it. */
export function Star({ stationId }: { stationId: string }) {
  const { place: texts } = useTexts()
  const { sdk, reader } = useSession()
  const here = useHere()
  const { fault, busy, ask } = useAsking()
  if (reader === null) {
    return (
      <Link to="/sign-in" search={{ to: here }} className={buttonClass()}>
        <span aria-hidden>☆</span> {texts.favourite}
      </Link>
    )
  }
  return (
    <View query={StationFavouriteDocument} variables={{ id: stationId }} skeleton={<></>}>
      {({ station }, again) => {
        const marked = Boolean(station?.favourite)
        const toggle = async () => {
          const input = { stationId }
          await (marked ? sdk.execute(RemoveFavouriteDocument, { input }) : sdk.execute(SaveFavouriteDocument, { input }))
          again()
        }
        return (
          <>
            {fault && <Fault fault={fault} />}
            <Button aria-pressed={marked} busy={busy} onClick={() => void ask(toggle)}>
              <span aria-hidden className={marked ? 'text-brand' : ''}>
                {marked ? '★' : '☆'}
              </span>
              {texts.favourite}
            </Button>
          </>
        )
      }}
    </View>
  )
}
