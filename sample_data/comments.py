"""Words that customers write into a survey."""

import numpy as np
import numpy.typing as npt
import polars as pl

from sample_data.words import Words

COMMENTS = {
    "bad": (
        Words("안내받은 시간보다 훨씬 오래 기다렸습니다.", "I waited much longer than I was told."),
        Words(
            "같은 말을 세 번이나 반복했어요, 담당자마다 답이 다릅니다.",
            "I had to explain it three times, and every agent gave me a different answer.",
        ),
        Words(
            '"곧 연락드리겠다"고 하셨는데, 아직 연락이 없습니다.',
            'They said "we will call you shortly", and I am still waiting.',
        ),
        Words(
            "기사님이 오셨지만 해결이 안 됐습니다.\n다음 날 또 끊겼어요.",
            "The technician came but did not fix it.\nIt was down again the next day.",
        ),
        Words(
            "요금이 잘못 나왔는데, 환불까지 일주일이 걸렸습니다.",
            "My bill was wrong, and the refund took a week.",
        ),
        Words(
            '상담원이 "규정상 안 된다"는 말만 합니다.\n\n다른 회사로 옮길까 합니다.',
            'All the agent could say was "that is against our policy".\n\nI am thinking of switching.',
        ),
    ),
    "fair": (
        Words("보통입니다.", "It was okay."),
        Words("설명은 친절했지만, 대기가 길었습니다.", "Kind and clear, but a long wait."),
        Words(
            "앱에서 되는 줄 알았는데 결국 전화해야 했어요.",
            "I thought I could do it in the app but had to call in the end.",
        ),
        Words(
            '챗봇이 "이해하지 못했습니다"만 반복해서, 상담원으로 바꿨습니다.',
            'The chatbot kept saying "I did not understand that", so I asked for an agent.',
        ),
        Words(
            "처리는 됐습니다.\n다만 안내 문자가 늦게 왔어요.",
            "It was dealt with.\nThe text message came late, though.",
        ),
        Words("주차가 불편합니다.", "Parking is difficult."),
    ),
    "good": (
        Words("친절하고 빨랐습니다.", "Friendly and quick."),
        Words("한 번에 해결되어 좋았습니다, 감사합니다.", "Sorted out in one go, thank you."),
        Words(
            '기사님이 "불편하면 언제든 연락 주세요"라고 하셔서 믿음이 갔습니다.',
            'The technician said "call me any time", which was reassuring.',
        ),
        Words("앱으로 바로 처리했어요.\n아주 편합니다.", "Done in the app straight away.\nVery convenient."),
        Words("약속 시간에 정확히 오셨습니다.", "They came exactly on time."),
        Words("설명이 쉬워서 이해가 잘 됐어요.", "The explanation was easy to follow."),
    ),
}


def comments_for(csat: npt.NDArray[np.int64], comment_rate: float, rng: np.random.Generator) -> pl.Series:
    """A comment that suits each score, or null for none. Commas, quotes and line breaks occur."""
    texts = [words.ko for band in COMMENTS.values() for words in band]
    band = np.digitize(csat, (3, 4))
    choice = band * len(COMMENTS["bad"]) + rng.integers(0, len(COMMENTS["bad"]), len(csat))
    writes = pl.Series(rng.random(len(csat)) < comment_rate, dtype=pl.Boolean)
    return (
        pl.Series(texts)
        .gather(choice)
        .to_frame("comment")
        .select(pl.when(writes).then("comment"))
        .to_series()
    )
