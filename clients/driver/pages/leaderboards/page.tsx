import { getRouteApi } from '@tanstack/react-router'
import { useFormat } from '../../../web/i18n/format.ts'
import { Choice } from '../../../web/ui/choice.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import {
  DeedBoardDocument,
  DeedPlaceOfMineDocument,
  KilometreBoardDocument,
  KilometrePlaceOfMineDocument,
  NameMeByDeedsDocument,
  NameMeByKilometresDocument,
  NameMeByTokensDocument,
  TokenBoardDocument,
  TokenPlaceOfMineDocument,
  type DeedPeriod,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { Board } from './board.tsx'
import { BOARDS, PERIODS, type BoardsSearch } from './search.ts'

const route = getRouteApi('/leaderboards')

export function LeaderboardsPage() {
  const { board = 'kilometres', period = 'MONTH' } = route.useSearch()
  const navigate = route.useNavigate()
  const { boards: texts } = useTexts()
  const show = (change: BoardsSearch) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <div className="flex max-w-2xl flex-col gap-4">
        <div className="grid grid-cols-2 gap-3">
          <Choice
            label={texts.show}
            value={board}
            options={BOARDS.map((value) => ({ value, name: texts.which[value] }))}
            onChange={(chosen) => show({ board: chosen })}
          />
          <Choice
            label={texts.period}
            value={period}
            options={PERIODS.map((value) => ({ value, name: texts.periods[value] }))}
            onChange={(chosen) => show({ period: chosen })}
          />
        </div>
        {/* Another list is another one: nothing of the one before stays open. */}
        <Chosen key={`${board} ${period}`} board={board} period={period} />
        <p className="text-sm text-soft">{texts.utc}</p>
      </div>
    </>
  )
}

function Chosen({ board, period }: { board: (typeof BOARDS)[number]; period: DeedPeriod }) {
  const { boards: texts } = useTexts()
  const format = useFormat()
  const said = { none: texts.none[board], counted: texts.which[board] }
  if (board === 'kilometres')
    return (
      <Board
        list={KilometreBoardDocument}
        own={KilometrePlaceOfMineDocument}
        name={NameMeByKilometresDocument}
        variables={{ period }}
        score={({ score }) => `${format.number(score.kilometres)} km`}
        {...said}
      />
    )
  if (board === 'deeds')
    return (
      <Board
        list={DeedBoardDocument}
        own={DeedPlaceOfMineDocument}
        name={NameMeByDeedsDocument}
        variables={{ period }}
        score={({ deeds }) => texts.deeds(deeds)}
        {...said}
      />
    )
  return (
    <Board
      list={TokenBoardDocument}
      own={TokenPlaceOfMineDocument}
      name={NameMeByTokensDocument}
      variables={{ period, board: board === 'tokens' ? 'TOKENS' : 'ENERGY' }}
      // Tokens are counted in millionths; their base units are 10^18 to one.
      score={({ score }) => (board === 'tokens' ? format.tokens(`${score}${'0'.repeat(12)}`) : format.kWh(score))}
      {...said}
    />
  )
}
