### Русский. Правила записи стоят в начале en.ftl, термины закреплены в docs/glossary.md.
### К читателю на «вы», коротко и без идиом. Кавычки «ёлочки», буква ё обязательна.

## Числа

-decimal-mark = ,

## Страница в целом

page-title = Ackademy: что бывает с сообщением, когда ответ потерян
panel-label = Пояснения и управление
nav-label = Сайт
nav-playground = Песочница
language-label = Язык
theme-system = Цвета: как в системе
theme-light = Цвета: светлые
theme-dark = Цвета: тёмные
menu-close = Закрыть меню

## Имена процессов

name-broker = брокер { $broker }
name-controller = контроллер
name-checkout = касса
name-billing = биллинг
name-client = { $name }

## Карточки на сцене

stage-label = Сцена
stage-break = { $seconds ->
        [one] проходит { $seconds } с
        [few] проходят { $seconds } с
       *[other] проходит { $seconds } с
    }
card-broker = Брокер { $broker }
card-broker-leads = лидер { $partitions }
card-broker-follows = хранит копию
card-broker-down = не работает
card-broker-paused = замер и не знает об этом
card-broker-starting = запускается
card-broker-zombie = всё ещё считает себя лидером { $partitions }
card-row-short = { $partition } { $count }
card-checkout = Касса
card-billing = Биллинг
card-client = { $name }
card-role-producer = отправляет заказы
card-role-consumer = списывает деньги
card-client-down = не работает
card-client-paused = замер и не знает об этом
card-producer-waits = ждёт ответа: { $orders }
card-producer-sends-again = повторит: { $orders }
card-producer-failed = отказ: { $orders }
card-producer-gives-up = ждёт ещё { $seconds } с
card-producer-never-waits = никогда не ждёт ответа
card-producer-idle = на всё есть ответ
card-consumer-asks = просит ещё записей
card-consumer-has-records = получил записи
card-consumer-charges = списывает за заказ { $order }
card-consumer-will-charge = затем спишет за заказ { $order }
card-consumer-commits = фиксирует смещение { $offset }
card-consumer-committed = смещение { $offset } зафиксировано
card-consumer-looks-up = узнаёт, откуда читать
chip-out-of-sync = отстаёт
log-row-spoken = { $partition }: { $count ->
        [0] записей нет
        [one] { $count } запись: { $records }
        [few] { $count } записи, последние: { $records }
       *[many] { $count } записей, последние: { $records }
    }
log-row-earlier = +{ $count } раньше
order-pending = Заказ { $order }: ещё не отправлен
order-waiting = Заказ { $order }: отправлен, ответа нет
order-told = Заказ { $order }: ответ получен
order-failed = Заказ { $order }: попытки кончились
receipt-title = Чек
receipt-order = заказ { $order }
receipt-paid = уплачено
wire-whole = Связь. Нажмите, чтобы оборвать.
wire-cut = Оборванная связь. Нажмите, чтобы восстановить.

## Конверты

pill-order = заказ { $orders }
pill-ack = ack { $orders }
pill-request = { $api }
pill-answer = ответ { $api }
envelope-with-way = { $what }, { $from } → { $to }
envelope-produce = { $count ->
        [one] Заказ { $orders }
        [few] Заказы { $orders }
       *[many] Заказы { $orders }
    }
envelope-produce-copy = { $count ->
        [one] Поздняя копия заказа { $orders }
        [few] Поздняя копия заказов { $orders }
       *[many] Поздняя копия заказов { $orders }
    }
envelope-ack = { $count ->
        [one] Подтверждение заказа { $orders }
        [few] Подтверждение заказов { $orders }
       *[many] Подтверждение заказов { $orders }
    }
envelope-fetch = Запрос записей (Fetch)
envelope-records = Ответ на Fetch
envelope-offset-commit = Фиксация смещения { $offset }
envelope-offset-commit-answer = Ответ на фиксацию смещения { $offset }
envelope-offset-fetch = Вопрос о зафиксированном смещении
envelope-offset-fetch-answer = Зафиксированное смещение
envelope-find-coordinator = Вопрос о координаторе
envelope-find-coordinator-answer = Имя координатора
envelope-init-producer-id = Вопрос об идентификаторе продюсера
envelope-init-producer-id-answer = Идентификатор продюсера

## Что можно сделать

menu-title = Что произойдёт: { $name }
menu-title-link = Связь: { $a } и { $b }
act-deliver = Доставить сейчас
act-deliver-hint = Раньше всего остального, что в пути.
act-cut-ack = Потерять подтверждение
act-cut-ack-hint = Заказ остаётся записанным. Отправитель ничего не услышит.
act-drop = Потерять
act-drop-hint = Не дойдёт ни он, ни то, что идёт следом по этому соединению.
act-delay = Задержать
act-delay-hint = Ждёт, пока вы не отпустите. У отправителя может кончиться терпение.
act-release = Отпустить
act-release-hint = Пойдёт дальше.
act-duplicate = Отправить дважды
act-duplicate-hint = Позже придёт копия. Её ответа никто не ждёт.
act-duplicate-answer-hint = Второго ответа никто не ждёт.
act-crash = Убить процесс
act-crash-broker-hint = Что записано на диск, останется.
act-crash-client-hint = Его память пропадёт.
act-crash-unflushed = Отключить питание
act-crash-unflushed-hint = Что не сброшено на диск, пропадёт.
act-shut-down = Остановить как положено
act-shut-down-hint = Сначала лидерство перейдёт к другим.
act-restart = Запустить снова
act-restart-hint = Прочитает то, что есть на диске.
act-pause = Заморозить
act-pause-hint = Стоит и не знает об этом.
act-resume = Разморозить
act-resume-hint = Продолжит так, будто время не шло.
act-break-connection = Разорвать соединение: { $to }
act-break-connection-hint = Обе стороны узнают сразу. Что было в пути, пропадёт.
act-cut-link = Оборвать связь: { $to }
act-cut-link-hint = Ничего не проходит, и никто об этом не узнаёт.
act-heal-link = Восстановить связь: { $to }
act-heal-link-hint = Снова всё проходит.

## Что было сделано

did-deliver = Доставлено раньше срока: { $what }
did-drop = Потеряно: { $what }
did-delay = Задержано: { $what }
did-release = Отпущено: { $what }
did-duplicate = Отправлено дважды: { $what }
did-break-connection = Соединение разорвано: { $a } и { $b }
did-cut-link = Связь оборвана: { $a } и { $b }
did-heal-link = Связь восстановлена: { $a } и { $b }
did-crash = Процесс убит: { $node }
did-crash-unflushed = Питание отключено: { $node }
did-shut-down = Остановка как положено: { $node }
did-restart = Новый запуск: { $node }
did-pause = Заморозка: { $node }
did-resume = Разморозка: { $node }
did-take-order = Ещё один заказ: { $order }
did-something = Другое действие

## Что произойдёт дальше

next-nothing = Больше ничего не произойдёт
next-arrives = { $what } → { $to }
next-disconnected = Обнаружится обрыв: { $client } и { $broker }
next-sends = Заказ { $order } отправляется: { $client }
next-polls = poll() отдаёт записи: { $client }
next-processes = С покупателя спишут деньги
next-commits = Вызов commitSync(): { $client }
next-works = Новый запрос: { $client }
next-learns = Новости кластера узнаёт { $node }
next-replicates = Копирование записей: { $leader } → { $follower }
next-joins-in-sync = Догнавшая копия { $partition } входит в синхронные реплики
next-unfences = Контроллер снова принимает: { $broker }
next-linger-ends = Время linger.ms вышло, пакет уходит: { $client }
next-tries-again = Пора попробовать ещё раз: { $client }
next-request-times-out = Ожидание ответа кончилось: { $client }
next-delivery-times-out = Заказ { $order }: попытки кончились, { $client } сдаётся
next-wait-ends = Ожидание реплик кончилось: { $broker }
next-leaves-in-sync = Слишком отстал и выходит из синхронных реплик: { $broker }
next-fenced = Нет сигналов: контроллер исключает { $broker }
next-repeats = Повторится то, что вы делали раньше

## Что произошло

story-dropped = Потеряно: { $envelope }
story-lost = Пропало вместе с соединением: { $envelope }
story-held = Задержано: { $envelope }
story-released = Отпущено: { $envelope }
story-duplicated = Появилась копия: { $envelope }
story-duplicate-answer-ignored = Отправлено дважды: { $envelope }. Второго ответа никто не ждал
story-became-late = Уже не ждут, но может дойти: { $envelope }
story-answered-error = { $broker } отвечает на { $api }: { $error }
story-sent = Отправлено: { $envelope }
story-order-sent = { $client } получает заказ { $order } для отправки
story-order-taken = { $client } принимает заказ { $order }
story-told-stored = { $client } узнаёт: заказ { $order } записан
story-told-failed = { $client } узнаёт: заказ { $order } не записан ({ $exception })
story-retry = { $client } повторит заказ { $order } ({ $error })
story-epoch-bumped = { $client } повышает свою эпоху продюсера
story-polled = { $client } читает заказ { $order }, смещение { $offset }
story-charged = С покупателя списано за заказ { $order }
story-offsets-committed = { $client } фиксирует смещение { $offset }
story-disconnected = { $client } теряет соединение: { $broker }
story-appended = { $broker } записывает заказ { $order } в { $partition }, смещение { $offset }
story-duplicate-recognised = { $broker } узнаёт повтор в { $partition }: он уже есть, смещение { $offset }
story-replicated = { $broker } копирует { $partition } до смещения { $offset }
story-truncated = { $broker } удаляет из { $partition } всё начиная со смещения { $offset }
story-unflushed-lost = { $broker } теряет в { $partition } всё начиная со смещения { $offset }
story-elected = { $broker } теперь лидер { $partition }, эпоха { $epoch }
story-no-leader = У { $partition } нет лидера
story-in-sync = { $count ->
        [0] Синхронных реплик { $partition } нет
        [one] Синхронная реплика { $partition }: брокер { $brokers }
        [few] Синхронные реплики { $partition }: брокеры { $brokers }
       *[many] Синхронные реплики { $partition }: брокеры { $brokers }
    }
story-fenced = Контроллер исключает: { $broker }
story-unfenced = Контроллер снова принимает: { $broker }
story-leadership-lost = { $broker } больше не лидер { $partition }
story-crashed = Процесс убит: { $node }
story-shut-down = Остановка как положено: { $node }
story-restarted = Новый запуск: { $node }
story-paused = Заморозка: { $node }
story-resumed = Разморозка: { $node }
story-link-cut = Связь оборвана: { $a } и { $b }
story-link-healed = Связь восстановлена: { $a } и { $b }
story-connection-broken = Соединение разорвано: { $a } и { $b }
story-title = Что произошло

## Управление показом

transport-label = Показ
transport-restart = Начать сцену заново
transport-back = Шаг назад
transport-step = Шаг вперёд
transport-play = Пуск
transport-pause = Пауза
transport-is-playing = идёт
transport-is-paused = пауза
transport-is-over = конец
transport-speed = { $times }×
transport-scrubber = Момент показа
transport-scrubber-value = { $time }

## Первая минута

first-kicker = Первая минута
first-asking = Брокер записал заказ { $order }. Ответ идёт обратно.
first-asking-why = Если его потерять, касса ничего не услышит. Она подождёт, а потом ей придётся решать.
first-question = Сколько раз покупатель заплатит за заказ { $order }?
first-answer-none = Ни разу
first-answer-once = Один раз
first-answer-twice = Дважды
first-guess = Сначала угадайте. Можно и сразу потерять.
first-cut = Потерять ответ
first-goes-on = Ответ идёт дальше.
first-goes-on-why = Ему ничего не мешает.
first-waits = Касса ничего не слышит и ждёт.
first-waits-why = По умолчанию Kafka ждёт полминуты. Здесь это один миг.
first-sends-again = Ответа нет. Касса снова отправляет заказ { $order }.
first-sends-again-why = Потерянный ответ и потерянный заказ отсюда не различить, выбора у неё нет.
first-stored-again = Брокер записывает заказ { $order } второй раз.
first-stored-again-why = Для брокера это ещё одна запись, такая же, как все.
first-second-run = Та же потеря, но у каждого пакета есть номер.
first-second-run-why = enable.idempotence=true: у кассы есть идентификатор продюсера, а у каждого пакета номер.
first-recognised = Брокер узнаёт этот пакет.
first-recognised-why = Тот же продюсер, тот же номер. Он отвечает «записано» и ничего не добавляет.
first-told = { $times ->
        [0] За заказ { $order } не списали ни разу.
        [1] За заказ { $order } списали один раз.
        [one] За заказ { $order } списали один раз.
        [few] За заказ { $order } списали дважды.
       *[many] За заказ { $order } списали дважды.
    }
first-told-twice-why = Хватило одного потерянного ответа. Никто не сделал ничего неправильного.
first-told-once-why = Заказ, ответ, списание: на этот раз всё прошло хорошо.
first-told-recognised-why = Повтор пришёл, и брокер его узнал.
first-verdict-twice = At least once это допускает: ничего не теряется, но что-то может прийти дважды.
first-verdict-once = At least once сдержал слово: ничего не потеряно.
first-verdict-recognised = Идемпотентность не пустила вторую копию в журнал.
first-you-said-right = Вы сказали: { $said }. Так и вышло.
first-you-said-wrong = Вы сказали: { $said }.
first-why = Почему?
first-same-cut = То же с идемпотентностью
first-again = Начать сначала

## Песочница

playground-next = Дальше
playground-add-order = Добавить заказ { $order }
way-title = В пути
way-nothing = Сейчас в пути ничего нет.
way-held = задержано
preset-label = Гарантия
preset-at-most-once = At most once
preset-at-least-once = At least once
settings-title = Ключи настроек
settings-changed = изменено: { $count }
settings-of-checkout = Касса, продюсер
settings-of-billing = Биллинг, консьюмер
settings-of-cluster = Топики и брокеры
settings-commits-before = до списания
settings-commits-after = после списания
setting-refused = Эти ключи не подходят друг к другу: { $why }
setting-idempotence-needs-acks = Для enable.idempotence=true нужно acks=all. Сначала измените acks.
setting-idempotence-needs-retries = Для enable.idempotence=true нужно retries больше 0. Сначала измените retries.
setting-idempotence-needs-in-flight = При enable.idempotence=true в пути может быть не больше 5 запросов. Сначала измените max.in.flight.requests.per.connection.
verdict-label = Вердикт

## Уведомления

notice-replayed = Те же заказы и сбои, с начала.
notice-not-possible = Это уже невозможно. Ничего не изменилось.
notice-duplicate-answer-ignored = Второй ответ пришёл, но его никто не ждал. Kafka отбрасывает такой ответ по correlation id.
notice-undo = Вернуть
notice-dismiss = Закрыть
missing-no-envelope = Здесь нет такого: { $what }
missing-no-moment = Этот момент не наступил: { $what }
missing-not-possible = Здесь невозможно: { $what }
