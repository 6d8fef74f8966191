"""What the page of comments says."""

from warehouse.words import Words

GOES_WITH_LOW = Words(
    "낮은 점수와 가장 뚜렷하게 함께 나타나는 말은 ‘{word}’: 낮은 점수 의견의 {low_share}, 높은 점수 의견의 "
    "{high_share}",
    "The word that goes most clearly with low scores is “{word}”: in {low_share} of comments with a low "
    "score, in {high_share} of those with a high one",
)
HOW_SURE = Words(
    "낮은 점수 의견 {low_all}건 중 {low}건, 높은 점수 의견 {high_all}건 중 {high}건에 나옵니다. 낮은 점수 쪽 "
    "오즈(나오는 의견 수 ÷ 나오지 않는 의견 수)가 {ratio}배, 95 % 구간 {interval}. {period}, 낱말 {tested}개 "
    "가운데 가장 뚜렷하며, 비교 횟수를 감안해도 우연으로 보기 어렵습니다.",
    "In {low} of {low_all} comments with a low score and {high} of {high_all} with a high one. Its odds "
    "(comments with it to those without) are {ratio} times as high with low scores, 95 % interval "
    "{interval}. The clearest of {tested} words, {period}, and hard to put down to chance even after that "
    "many.",
)
NO_WORD = Words("낮은 점수와 뚜렷하게 함께 나타나는 말은 없습니다.", "No word clearly goes with low scores.")
NO_WORD_DETAIL = Words(
    "{period}, 낮은 점수 의견 {low}건과 높은 점수 의견 {high}건에서 낱말 {tested}개를 비교했습니다. 비교 "
    "횟수를 감안하면 우연을 넘는 것은 없습니다.",
    "{tested} words compared between {low} comments with a low score and {high} with a high one, "
    "{period}. After that many, none is beyond chance.",
)
TOO_FEW = Words(
    "말을 비교하기에는 점수가 있는 의견이 적습니다.", "Too few comments with scores to compare words."
)
TOO_FEW_DETAIL = Words(
    "{period}, 낮은 점수 의견 {low}건, 높은 점수 의견 {high}건. 양쪽에 {least}건씩 필요합니다.",
    "{low} comments with a low score and {high} with a high one, {period}; {least} of each are needed.",
)
NO_COMMENTS = Words("선택한 조건에 의견이 없습니다.", "No comments match the filters.")
NEEDS_COMMENTS = Words(
    "필요한 기록: 의견(comment)이 있는 설문 응답. {period}.",
    "Needed: survey answers with a comment. {period}.",
)

COMMENTS = Words("의견", "Comments")
COMMENTS_MEAN = Words(
    "설문에 고객이 직접 쓴 글의 수입니다. 한 설문지의 여러 문항에 같은 글이 있으면 한 건으로 셉니다. 날짜는 "
    "응답한 날입니다.",
    "What customers wrote into surveys. The same text beside several items of a questionnaire counts "
    "once. Days are those of the answer.",
)
COMMENTS_FORMULA = Words(
    "설문지와 글이 다른 의견의 수. 낮은 점수는 만족도 1–2점, 높은 점수는 4–5점",
    "different texts by questionnaire. Low scores: satisfaction of 1 or 2; high: 4 or 5",
)
BY_SCORE = Words("낮은 점수 {low} · 높은 점수 {high}", "low scores {low} · high {high}")
SHARE = Words("의견을 쓴 비율", "Share with a comment")
SHARE_MEANS = Words(
    "들어온 설문지 가운데 고객이 글을 쓴 설문지의 비율입니다. 쓰는 고객과 쓰지 않는 고객은 다를 수 있어, "
    "의견은 모든 고객의 말이 아닙니다.",
    "Of the questionnaires that came in, those with a text. Who writes may differ from who does not, so "
    "comments are not the words of all customers.",
)
SHARE_FORMULA = Words("글이 있는 설문지 ÷ 들어온 설문지", "questionnaires with a text ÷ questionnaires")

WORDS_TITLE = Words("점수와 함께 나타나는 말", "Words that go with scores")
WORDS_CAPTION = Words(
    "왼쪽은 낮은 점수(1–2), 오른쪽은 높은 점수(4–5) 의견에 더 자주 나오는 말입니다. ×10은 오즈(나오는 "
    "의견 수 ÷ 나오지 않는 의견 수)가 10배라는 뜻이고, 선은 95 % 구간입니다. 비교 횟수를 감안해도 "
    "우연으로 보기 어려운 말만 양쪽에서 가장 뚜렷한 순서로 {most}개까지 표시합니다. 오른쪽 숫자는 그 말이 "
    "나오는 비율(낮은 점수 / 높은 점수)입니다. 점을 누르면 그 말이 든 의견을 찾습니다.",
    "To the left, words that comments with low scores (1–2) say more often; to the right, those of high "
    "scores (4–5). ×10: the odds (comments with the word to those without) are ten times as high; lines "
    "are 95 % intervals. Only words that are hard to put down to chance after so many comparisons, up to "
    "{most} a side, the clearest first. At the right, the share of comments that say it (low / high "
    "scores). Click a dot to find the comments.",
)
WORDS_AXIS = Words("← 낮은 점수 · 높은 점수 →", "← low scores · high scores →")
NO_SURE_WORD = Words("점수와 뚜렷하게 함께 나타나는 말이 없습니다.", "No word clearly goes with scores.")
WORD = Words("말", "Word")
ODDS_OF_LOW = Words("낮은 점수 쪽 오즈비", "Odds ratio, low scores")
LOW_SHARE = Words("낮은 점수 의견 중", "Of low scores")
HIGH_SHARE = Words("높은 점수 의견 중", "Of high scores")
LOW_COUNT = Words("낮은 점수 의견 건수", "Comments, low scores")
HIGH_COUNT = Words("높은 점수 의견 건수", "Comments, high scores")
ADJUSTED_P = Words("보정한 p (Holm)", "Adjusted p (Holm)")
EXAMPLE = Words("예", "Example")
EXAMPLES_TITLE = Words("그 말이 든 의견", "Comments that say them")
EXAMPLE_COLUMNS = (WORD, EXAMPLE, LOW_SHARE, HIGH_SHARE)
SEARCH_FOR = Words("‘{word}’ 의견 찾기", "Find comments with “{word}”")

READ_TITLE = Words("의견 {count}건", "{count} comments")
READ_SEARCHED = Words("‘{search}’ 의견 {count}건", "{count} comments with “{search}”")
FIRST_SHOWN = Words(
    "처음 {most}건을 표시합니다. 파일에는 {most_in_file}건까지 들어갑니다.",
    "The first {most} are shown; files hold up to {most_in_file}.",
)
NOTHING_FOUND = Words("찾는 말이 든 의견이 없습니다.", "No comment says this.")
SEARCH = Words("의견에서 찾기", "Search comments")
SEARCH_HINT = Words("찾을 말, “그대로”", "words, “as written”")
SEARCH_MEANS = Words(
    "모든 낱말이 든 의견을 찾습니다. 활용형도 찾습니다(기다리다: 기다렸습니다). 큰따옴표 안은 쓴 그대로 "
    "찾습니다.",
    "Comments with all words, in any form (wait: waited). Words in double quotes are found as written.",
)
PICK_LISTED = Words("표시할 의견", "Which comments")
LISTED = {
    "newest": Words("최근 의견부터", "Newest first"),
    "lowest": Words("낮은 점수부터", "Lowest scores first"),
    "low": Words("낮은 점수만 (1–2)", "Low scores only (1–2)"),
    "middle": Words("중간 점수만 (3)", "Middle scores only (3)"),
    "high": Words("높은 점수만 (4–5)", "High scores only (4–5)"),
}
SCORE_OF = Words("만족도 {score}점", "satisfaction {score}")
OTHER_SCORE_OF = Words("{item} {score}점", "{item} {score}")
CONTACT = Words("접점 {contact}", "contact {contact}")
CUSTOMER = Words("고객 {customer}의 접점", "contacts of customer {customer}")
MOMENT = Words("시각", "Time")
ITEM = Words("문항", "Item")
SCORE = Words("점수", "Score")
REASON = Words("문의 이유", "Reason")
CONTACT_ID = Words("접점 번호", "Contact")
CUSTOMER_ID = Words("고객 번호", "Customer")

RESPONSE_TITLE = Words("누가 응답하고, 누가 쓰는가", "Who answers, and who writes")
RESPONSE_CAPTION = Words(
    "응답률은 접점의 날짜, 의견을 쓴 비율은 응답한 날짜로 셉니다. 95 % 구간. 응답하지 않은 접점까지 "
    "반영한 만족도는 ",
    "Response rates go by the day of the contact, shares with a comment by the day of the answer. 95 % "
    "intervals. Satisfaction with unanswered contacts taken into account is on ",
)
SATISFACTION_PAGE = Words("만족 페이지에 있습니다", "the page Satisfaction")
RESPONSE_MARKS = Words(
    "● 응답률 · ◇ 의견을 쓴 비율 · 선은 95 % 구간",
    "● response rate · ◇ share with a comment · lines are 95 % intervals",
)
RESPONSE_FIGURES = Words("응답률과 의견을 쓴 비율", "Response rates and shares with a comment")
TOO_FEW_ANSWERS = Words("비율을 그리기에는 접점과 설문이 적습니다.", "Too few contacts and answers to draw.")
GROUP = Words("구분", "By")
PART = Words("이름", "Name")
RESPONSE_RATE = Words("응답률", "Response rate")
CONTACTS = Words("접점", "Contacts")
QUESTIONNAIRES = Words("설문지", "Questionnaires")
RESPONSE_COLUMNS = (
    Words("채널 · 부서", "Channel, department"),
    RESPONSE_RATE,
    Words("95 % 구간", "95 % interval"),
    CONTACTS,
    SHARE,
    Words("95 % 구간", "95 % interval"),
    QUESTIONNAIRES,
)
BY_CHANNEL = Words("채널", "Channel")
BY_DEPARTMENT = Words("부서", "Department")
UNKNOWN = Words("{of} 모름", "{of} unknown")
NOBODY_ASKED = Words(
    "선택한 조건에 접점도 설문 응답도 없습니다.", "No contacts or answers match the filters."
)
