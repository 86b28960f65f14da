verdict-charged-twice = Order { $order } was charged { $times ->
        [2] twice
       *[other] { $times } times
    }.
